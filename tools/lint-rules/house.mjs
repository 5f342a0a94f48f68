// The order of the house: who may include whom, who owns which table, where SQL stands.
import { lineOf, literals, withoutComments } from "./tree.mjs";

export const rooms = ["people", "gather", "library", "plan", "create", "review", "publish", "audience", "insight", "learn", "flow", "ops"];

const source = /^src\/.*\.(h|cpp)$/;

/** "src/newsroom/review/actions/sign.cpp" -> "newsroom/review"; "src/app/main.cpp" -> "app" */
function moduleOf(path) {
  const [, first, second] = path.split("/");
  return first === "app" || first === "tools" ? first : `${first}/${second}`;
}

const includes = (content) => [...withoutComments(content).matchAll(/^\s*#\s*include\s+(["<])([^">]+)[">]/gm)].map((m) => ({ own: m[1] === '"', path: m[2], index: m.index }));

/** Which modules CMakeLists.txt lets a module use, directly or through another. */
export function allowedModules(cmake) {
  const sets = new Map([...cmake.matchAll(/set\((\w+)\s+([^)]*)\)/g)].map((m) => [m[1], m[2]]));
  const direct = new Map();
  for (const [, body] of cmake.matchAll(/^galley_module\(([^)]*)\)/gm)) {
    const expanded = body.replace(/\$\{(\w+)\}/g, (_, name) => sets.get(name) ?? "");
    const words = expanded.split(/\s+/).filter(Boolean);
    const deps = [];
    let keyword = "";
    for (const word of words.slice(1)) {
      if (/^(DEPS|LIBS|ASSETS|HEAVY)$/.test(word)) keyword = word;
      else if (keyword === "DEPS") deps.push(word);
    }
    direct.set(words[0], deps);
  }
  const all = new Map();
  const reach = (name) => {
    if (!all.has(name)) {
      all.set(name, new Set());
      for (const dep of direct.get(name) ?? []) for (const further of [dep, ...reach(dep)]) all.get(name).add(further);
    }
    return all.get(name);
  };
  for (const name of direct.keys()) reach(name);
  return all;
}

function order(tree) {
  const findings = [];
  for (const [path, content] of tree.matching(source)) {
    const from = moduleOf(path);
    for (const include of includes(content).filter((i) => i.own)) {
      const to = moduleOf(`src/${include.path}`);
      const at = `${path}:${lineOf(content, include.index)}`;
      if (!include.path.includes("/") || to === from || to === "newsroom/events") continue;
      const [fromFloor, fromRoom] = from.split("/");
      const [toFloor, toRoom] = to.split("/");
      if (toFloor === "app") findings.push({ at, text: "nothing includes app: it is the top of the stair" });
      if (fromFloor === "platform" && toFloor !== "platform") findings.push({ at, text: `the platform includes nothing of ours above it (${include.path})` });
      if (fromFloor === "craft" && toFloor === "newsroom") findings.push({ at, text: `a craft knows no room (${include.path})` });
      if (from === "newsroom/events" && toFloor === "newsroom") findings.push({ at, text: `events are plain structs, they know no room (${include.path})` });
      if (fromFloor === "newsroom" && toFloor === "newsroom" && rooms.indexOf(toRoom) > rooms.indexOf(fromRoom)) {
        findings.push({ at, text: `${fromRoom} stands left of ${toRoom}: what must flow back flows as an event` });
      }
      if (fromFloor === "newsroom" && fromRoom !== "events" && !rooms.includes(fromRoom)) findings.push({ at, text: `${fromRoom} has no place in the order of rooms (tools/lint-rules/house.mjs)` });
    }
  }
  return findings;
}

function cmakeOrder(tree) {
  const cmake = tree.files.get("CMakeLists.txt");
  if (cmake === undefined) return [];
  const allowed = allowedModules(cmake);
  const findings = [];
  for (const [path, content] of tree.matching(source)) {
    const from = moduleOf(path);
    // tests are linked into one program and may use any helper
    if (!allowed.has(from) || path.endsWith("_test.cpp")) continue;
    for (const include of includes(content).filter((i) => i.own && i.path.includes("/"))) {
      const to = moduleOf(`src/${include.path}`);
      if (to === from || to === "newsroom/events" || allowed.get(from).has(to)) continue;
      findings.push({ at: `${path}:${lineOf(content, include.index)}`, text: `CMakeLists.txt does not let ${from} use ${to} (${include.path})` });
    }
  }
  return findings;
}

function faces(tree) {
  const findings = [];
  for (const [path, content] of tree.matching(source)) {
    const from = moduleOf(path);
    for (const include of includes(content).filter((i) => i.own)) {
      const match = include.path.match(/^newsroom\/([a-z]+)\/(.+)$/);
      if (!match || match[1] === "events" || from === `newsroom/${match[1]}`) continue;
      if (match[2] !== `${match[1]}.h`) findings.push({ at: `${path}:${lineOf(content, include.index)}`, text: `${include.path} is inside ${match[1]}; its face is newsroom/${match[1]}/${match[1]}.h` });
    }
  }
  return findings;
}

const sqlVerb = /^\s*(select\s[\s\S]*\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|create\s+(table|index|unique)\s|alter\s+table\s|with\s+\w+\s+as\s*\()/i;

function sqlInStore(tree) {
  const findings = [];
  for (const [path, content] of tree.matching(/^src\/(newsroom|craft|app)\/.*\.(h|cpp)$/)) {
    if (/(^|\/)store(_\w+)?\.(h|cpp)$/.test(path) || path.endsWith("_test.cpp")) continue;
    for (const literal of literals(content)) {
      if (sqlVerb.test(literal.text)) findings.push({ at: `${path}:${lineOf(content, literal.index)}`, text: `SQL outside store.*: ${literal.text.trim().slice(0, 60)}` });
    }
  }
  return findings;
}

/** table -> module, from the migrations. */
function owners(tree) {
  const owner = new Map();
  for (const [path, content] of tree.matching(/^src\/.*\.sql$/)) {
    for (const [, table] of content.matchAll(/create\s+(?:virtual\s+)?table\s+(?:if\s+not\s+exists\s+)?(\w+)/gi)) owner.set(table.toLowerCase(), moduleOf(path));
  }
  return owner;
}

const uses = /\b(from|join|into|update|delete\s+from|table|references)\s+(?:if\s+(?:not\s+)?exists\s+)?(\w+)/gi;

function tableOwners(tree) {
  const owner = owners(tree);
  const findings = [];
  const look = (path, content, sql, index) => {
    const from = moduleOf(path);
    for (const match of sql.matchAll(uses)) {
      const table = match[2].toLowerCase();
      const to = owner.get(table);
      if (!to || to === from) continue;
      // a foreign key to a room on the left is a fact about the data, not a use of its table
      if (match[1].toLowerCase() === "references" && rooms.indexOf(to.split("/")[1]) < rooms.indexOf(from.split("/")[1])) continue;
      findings.push({ at: `${path}:${lineOf(content, index)}`, text: `table ${table} belongs to ${to}; ask its face` });
    }
  };
  for (const [path, content] of tree.matching(/^src\/.*\.sql$/)) look(path, content, content.replace(/--[^\n]*/g, ""), 0);
  for (const [path, content] of tree.matching(/^src\/.*\.cpp$/)) {
    for (const literal of literals(content)) if (sqlVerb.test(literal.text)) look(path, content, literal.text, literal.index);
  }
  return findings;
}

const foreign = /^(boost\/|sqlite3\.h|libpq-fe\.h|pg_config|curl\/|openssl\/|sodium|gumbo\.h|pugixml|unicode\/|re2\/|fmt\/|spdlog\/|CLI\/|toml\+\+|brotli\/|zlib\.h|jemalloc)/;

/** Headers that another module can see: included from outside, or from such a header. */
function visibleHeaders(tree) {
  const visible = new Set();
  const queue = [];
  const reach = (path) => {
    if (tree.has(path) && path.endsWith(".h") && !visible.has(path)) {
      visible.add(path);
      queue.push(path);
    }
  };
  for (const [path, content] of tree.matching(source)) {
    for (const include of includes(content).filter((i) => i.own)) if (moduleOf(`src/${include.path}`) !== moduleOf(path)) reach(`src/${include.path}`);
  }
  while (queue.length > 0) for (const include of includes(tree.files.get(queue.pop())).filter((i) => i.own)) reach(`src/${include.path}`);
  for (const room of rooms) reach(`src/newsroom/${room}/${room}.h`);
  return visible;
}

function foreignHeaders(tree) {
  const findings = [];
  for (const path of visibleHeaders(tree)) {
    const content = tree.files.get(path);
    for (const include of includes(content).filter((i) => !i.own && foreign.test(i.path))) {
      findings.push({ at: `${path}:${lineOf(content, include.index)}`, text: `<${include.path}> in a header that other modules see` });
    }
  }
  return findings;
}

function readmes(tree) {
  const folders = new Set(tree.matching(/^src\/(newsroom|platform|craft)\/[^/]+\/.*\.(h|cpp)$/).map(([path]) => path.split("/").slice(0, 3).join("/")));
  return [...folders].filter((folder) => !tree.has(`${folder}/README.md`)).map((folder) => ({ at: `${folder}/README.md`, text: "is missing" }));
}

const review = { "src/newsroom/review/review.h": "#pragma once\n", "src/newsroom/create/create.h": "#pragma once\n" };

export const houseRules = [
  {
    name: "order",
    why: "An arrow that runs back up makes a circle, and with a circle no room can be understood or tested alone.",
    check: order,
    example: { clean: { ...review, "src/newsroom/review/a.cpp": '#include "newsroom/create/create.h"\n' }, planted: { "src/newsroom/create/b.cpp": '#include "newsroom/review/review.h"\n' } },
  },
  {
    name: "cmake-order",
    why: "CMakeLists.txt says what each module may use; an include past it would link by accident only.",
    check: cmakeOrder,
    example: {
      clean: { "CMakeLists.txt": "set(low platform/base)\ngalley_module(platform/base)\ngalley_module(platform/net DEPS ${low} LIBS x)\ngalley_module(platform/store DEPS platform/base)\n", "src/platform/net/a.cpp": '#include "platform/base/id.h"\n' },
      planted: { "src/platform/store/b.cpp": '#include "platform/net/server.h"\n' },
    },
  },
  {
    name: "faces",
    why: "A room can change everything behind its face; whoever looks behind it nails that down.",
    check: faces,
    example: { clean: { ...review, "src/newsroom/review/a.cpp": '#include "newsroom/create/create.h"\n#include "newsroom/events/create.h"\n' }, planted: { "src/newsroom/review/b.cpp": '#include "newsroom/create/store.h"\n' } },
  },
  {
    name: "sql-in-store",
    why: "Whoever changes a table must find every statement over it in one file.",
    check: sqlInStore,
    example: {
      clean: { "src/newsroom/create/store.cpp": 'auto q = "select id from stories where id = $1";\n', "src/newsroom/create/queries.cpp": 'auto t = "select a desk first";\n' },
      planted: { "src/newsroom/create/actions/move.cpp": 'auto q = R"(\n  update stories set stage = $1)";\n' },
    },
  },
  {
    name: "table-owners",
    why: "A table that two rooms write has no invariant; each belongs to one room, the others ask.",
    check: tableOwners,
    example: {
      clean: { "src/newsroom/people/migrations/0001_users.sql": "create table users (id text primary key);", "src/newsroom/create/migrations/0001_stories.sql": "create table stories (id text, by text references users(id));", "src/newsroom/create/store.cpp": 'auto q = "select id from stories";\n' },
      planted: { "src/newsroom/review/store.cpp": 'auto q = "select s.id from stories s join users u on true";\n' },
    },
  },
  {
    name: "foreign-headers",
    why: "A library in a header that others see costs every file its compile time and ties everybody to it.",
    check: foreignHeaders,
    example: {
      clean: { "src/platform/net/server.h": "#pragma once\n", "src/platform/net/beast.h": "#include <boost/beast.hpp>\n", "src/platform/net/server.cpp": '#include "platform/net/beast.h"\n', "src/app/main.cpp": '#include "platform/net/server.h"\n' },
      planted: { "src/platform/net/server.h": '#pragma once\n#include "platform/net/beast.h"\n' },
      finds: "src/platform/net/beast.h",
    },
  },
  {
    name: "readmes",
    why: "Whoever opens a folder for the first time reads its README, not its code.",
    check: readmes,
    example: { clean: { "src/platform/base/README.md": "# base", "src/platform/base/id.h": "" }, planted: { "src/newsroom/plan/plan.h": "" }, finds: "src/newsroom/plan/README.md" },
  },
];
