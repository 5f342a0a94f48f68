import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { within } from "../../tests/harness/wait.ts";
import { load } from "./folders.ts";

/** The bare relay of bench/load as a process of its own; its address without the scheme while `use` runs. */
export async function withRelay<T>(use: (address: string) => Promise<T>): Promise<T> {
  const child = spawn(process.execPath, [load("relay.mjs")], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const port = await within("the start of the relay", new Promise<string>((resolve) => createInterface({ input: child.stdout }).once("line", resolve)), 10_000);
    return await use(`127.0.0.1:${port}`);
  } finally {
    child.kill("SIGKILL");
  }
}
