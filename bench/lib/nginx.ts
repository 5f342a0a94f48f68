// nginx as the peer: static files at its best (sendfile, open files kept, no access log), or one fixed answer for everything.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pause } from "../../tests/harness/wait.ts";

export const nginxProgram = ["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx"].find((path) => existsSync(path)) ?? "nginx";

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const settings = (port: number): string => `${process.getuid?.() === 0 ? "user root;\n" : ""}worker_processes auto;
pid nginx.pid;
error_log stderr error;
events { worker_connections 1024; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  open_file_cache max=100;
  keepalive_requests 100000000;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  types { text/html html; application/json json; }
  server {
    listen 127.0.0.1:${port} backlog=1024;
    root files;
    location /api/ { default_type application/json; return 201 '{"ok":true}'; }   # nginx checks If-Match where it says 200
  }
}
`;

const answers = (url: string): Promise<boolean> => fetch(`${url}/api/`).then(
  (answer) => answer.ok,
  () => false,
);

export class Nginx {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  /** `folder/files` holds what is served. */
  static async start(folder: string): Promise<Nginx> {
    const port = await freePort();
    writeFileSync(join(folder, "nginx.conf"), settings(port));
    const child = spawn(nginxProgram, ["-p", folder, "-c", "nginx.conf", "-e", "stderr", "-g", "daemon off;"], { stdio: ["ignore", "ignore", "pipe"] });
    let log = "";
    child.stderr?.on("data", (chunk: Buffer) => (log += chunk.toString()));
    const nginx = new Nginx(child, `http://127.0.0.1:${port}`);
    for (const deadline = Date.now() + 5_000; !(await answers(nginx.url)); await pause(1)) {
      if (child.exitCode !== null || Date.now() > deadline) throw new Error(`nginx did not start: ${log}`);
    }
    return nginx;
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error("nginx did not start");
    return this.child.pid;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill("SIGTERM");
    await ended;
  }
}
