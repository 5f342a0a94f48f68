// Bytes on a socket, for requests that no HTTP client would send.
import { type Socket, connect } from "node:net";

export const portOf = (address: string): number => Number(new URL(address).port);

/** Sends the text and returns everything that came back until the server closed, or until the time is over. */
export function exchange(address: string, text: string | Buffer, withinMs = 5_000): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(portOf(address), "127.0.0.1", () => socket.write(text));
    let answer = "";
    const timer = setTimeout(() => socket.destroy(), withinMs);
    socket.on("data", (chunk: Buffer) => {
      answer += chunk.toString("latin1");
    });
    socket.on("error", (problem: NodeJS.ErrnoException) => (problem.code === "ECONNRESET" || problem.code === "EPIPE" ? socket.destroy() : reject(problem)));
    socket.on("close", () => {
      clearTimeout(timer);
      resolve(answer);
    });
  });
}

export const statusOf = (answer: string): number => Number(/^HTTP\/1\.[01] (\d{3})/.exec(answer)?.[1] ?? 0);

/** A connection that begins a request and never ends it. */
export function dangle(address: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(portOf(address), "127.0.0.1", () => {
      socket.write("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
      resolve(socket);
    });
    socket.on("error", reject);
  });
}
