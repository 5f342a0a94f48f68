import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const own = join(root, "build", "bench");

/** The scripts of the load generator. */
export const load = (name: string): string => join(root, "bench", "load", name);

/** A folder of build/bench, on the disk of the repository: /tmp may be memory, where fdatasync costs nothing. */
export function folder(name: string): string {
  const path = join(own, name);
  mkdirSync(path, { recursive: true });
  return path;
}

const opened = new Set<string>();
const remove = (path: string): void => rmSync(path, { recursive: true, force: true });
process.once("exit", () => opened.forEach(remove));

/** Gives a fresh folder and takes it away afterwards, also when the run is stopped. */
export async function withFolder<T>(name: string, use: (path: string) => Promise<T>): Promise<T> {
  const path = mkdtempSync(join(folder("."), `${name}-`));
  opened.add(path);
  try {
    return await use(path);
  } finally {
    remove(path);
    opened.delete(path);
  }
}
