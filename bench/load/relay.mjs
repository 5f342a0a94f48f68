// The least that a shared text needs: a socket server that passes every message on to the others and keeps nothing. Prints its port.
import { createRequire } from "node:module";

const { WebSocketServer } = createRequire(new URL("../../tests/package.json", import.meta.url))("ws");
const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
server.on("listening", () => console.log(server.address().port));
server.on("connection", (socket) => {
  socket.on("message", (data, isBinary) => {
    for (const other of server.clients) if (other !== socket) other.send(data, { binary: isBinary });
  });
});
