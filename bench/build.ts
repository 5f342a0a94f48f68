// A release build from nothing, without ccache, with two compilers at a time.
import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Benchmark, type List, atMost } from "./lib/figure.ts";
import { folder, root } from "./lib/folders.ts";
import { endedChildrenSeconds } from "./lib/process.ts";

const jobs = 2;

/** Runs to its end with its output in a log. */
function run(log: string, command: string, words: readonly string[]): Promise<void> {
  const output = openSync(log, "a");
  const child = spawn(command, words, { cwd: root, stdio: ["ignore", output, output] });
  return new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`${command} ${words.join(" ")} ended with ${code}; see ${log}`))));
  }).finally(() => closeSync(output));
}

type Spent = { wall: number; cpu: number };

async function spent(work: () => Promise<void>): Promise<Spent> {
  const start = { at: performance.now(), cpu: endedChildrenSeconds() };
  await work();
  return { wall: (performance.now() - start.at) / 60_000, cpu: (endedChildrenSeconds() - start.cpu) / 60 };
}

/** Out of .ninja_log: "START END MTIME OUTPUT HASH", in milliseconds. */
function slowest(place: string, count: number): List {
  const lines = readFileSync(join(place, ".ninja_log"), "utf8").split("\n").slice(1).map((line) => line.split("\t"));
  const objects = lines.flatMap(([start, end, , output]) => (output?.endsWith(".o") === true ? [{ file: output.replace(/^CMakeFiles\/[^/]+\.dir\/|\.o$/g, ""), seconds: (Number(end) - Number(start)) / 1000 }] : []));
  const rows = objects.sort((a, b) => b.seconds - a.seconds).slice(0, count);
  return { title: `The ${count} slowest of ${objects.length} files`, head: ["file", "seconds"], rows: rows.map(({ file, seconds }) => [file, seconds.toFixed(1)]) };
}

export const build: Benchmark = {
  name: "build",
  title: "Building a release",
  how: `The release preset into an empty folder, ccache off, ${jobs} compilers at a time, the editors' app already built: first the program, then its unit tests. CPU is that of all compilers and linkers; a file's seconds are wall time beside the other compiler.`,
  slow: true,
  run: async () => {
    const place = folder("release");
    rmSync(place, { recursive: true, force: true });
    const log = join(folder("."), "build.log");
    rmSync(log, { force: true });
    await run(log, "cmake", ["--preset", "release", "-B", place, "-DGALLEY_CCACHE=OFF", `-DGALLEY_WEB_DIST=${join(root, "web", "dist")}`]);
    const program = await spent(() => run(log, "cmake", ["--build", place, "-j", `${jobs}`, "--target", "galley"]));
    const rest = await spent(() => run(log, "cmake", ["--build", place, "-j", `${jobs}`]));
    const lists = [slowest(place, 10)];
    rmSync(place, { recursive: true, force: true });
    return {
      figures: [
        { id: "build.wall", what: `the program and its unit tests, ${jobs} compilers`, value: program.wall + rest.wall, unit: "min", target: atMost(10, "min") },
        { id: "build.cpu", what: "the same: CPU", value: program.cpu + rest.cpu, unit: "min" },
        { id: "build.program.wall", what: "the program alone", value: program.wall, unit: "min" },
        { id: "build.program.cpu", what: "the program alone: CPU", value: program.cpu, unit: "min" },
      ],
      lists,
    };
  },
};
