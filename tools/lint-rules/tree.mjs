// The files that the rules look at: the repository's, or a handful in memory for the self-test.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const text = /\.(h|cpp|sql|md|mjs|ts|tsx|css|json|html|txt|cmake|yaml|yml|tsv|sh)$|(^|\/)(dev|lint|with-postgres|run|CMakeLists\.txt|\.npmrc)$/;

export class Tree {
  /** @param {Map<string, string>} files path -> text */
  constructor(files, root = undefined) {
    this.files = files;
    this.root = root;
  }

  static of(files) {
    return new Tree(new Map(Object.entries(files)));
  }

  /** What git tracks or would track. */
  static ofRepository(root) {
    const list = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z"], { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
    const files = new Map();
    for (const path of new Set(list.split("\0"))) {
      const full = join(root, path);
      if (path === "" || !existsSync(full) || !statSync(full).isFile()) continue;
      files.set(path, text.test(path) ? readFileSync(full, "utf8") : "");
    }
    return new Tree(files, root);
  }

  /** @param {RegExp} pattern @returns {[string, string][]} */
  matching(pattern) {
    return [...this.files].filter(([path]) => pattern.test(path));
  }

  has(path) {
    return this.files.has(path);
  }

  hasFolder(path) {
    const start = path.replace(/\/*$/, "/");
    return [...this.files.keys()].some((file) => file.startsWith(start));
  }

  /** Runs `use` with a folder on disk that holds the files, for tools that cannot read from memory. */
  onDisk(pattern, use) {
    if (this.root) return use(this.root);
    const folder = mkdtempSync(join(tmpdir(), "galley-lint-"));
    try {
      for (const [path, content] of this.matching(pattern)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), content);
      }
      return use(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}

/** Line number of an index in a text, from 1. */
export const lineOf = (content, index) => content.slice(0, index).split("\n").length;

/** C++ without comments; strings stay. Length and line breaks are kept, so that positions hold. */
export function withoutComments(source) {
  return source.replace(/R"(\w*)\([\s\S]*?\)\1"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (match) =>
    match.startsWith("//") || match.startsWith("/*") ? match.replace(/[^\n]/g, " ") : match,
  );
}

/** The string literals of a C++ source: {text, index}. Neighbouring literals are one. */
export function literals(source) {
  const found = [];
  const one = /R"(\w*)\(([\s\S]*?)\)\1"|"((?:\\.|[^"\\\n])*)"/g;
  for (const match of withoutComments(source).matchAll(one)) {
    const previous = found.at(-1);
    const content = match[2] ?? match[3];
    if (previous && /^\s*$/.test(source.slice(previous.end, match.index))) {
      previous.text += ` ${content}`;
      previous.end = match.index + match[0].length;
    } else {
      found.push({ text: content, index: match.index, end: match.index + match[0].length });
    }
  }
  return found;
}
