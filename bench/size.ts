// How large the program is: everything is in it, the editors' app and the readers' site too.
import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { program } from "../tests/harness/server.ts";
import type { Benchmark } from "./lib/figure.ts";
import { withFolder } from "./lib/folders.ts";

const megabytes = (path: string): number => statSync(path).size / 2 ** 20;

export const size: Benchmark = {
  name: "size",
  title: "Size of the program",
  how: "The file of the release build, and the same without debug information (line tables, which make a crash readable).",
  run: () =>
    withFolder("size", async (folder) => {
      const stripped = join(folder, "galley");
      execFileSync("strip", ["-o", stripped, program()]);
      return {
        figures: [
          { id: "size.file", what: "galley", value: megabytes(program()), unit: "MB" },
          { id: "size.stripped", what: "galley without debug information", value: megabytes(stripped), unit: "MB" },
        ],
      };
    }),
};
