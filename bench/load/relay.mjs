// The least that a shared text needs: a socket server that passes every message on to the others and keeps nothing. Over HTTP it
// answers an empty page, from which a browser may open the socket. Prints its port.
import { createServer } from "node:http";
import { createRequire } from "node:module";

const { WebSocketServer } = createRequire(new URL("../../tests/package.json", import.meta.url))("ws");
const http = createServer((_, response) => response.setHeader("content-type", "text/html").end("<!doctype html><body></body>"));
const server = new WebSocketServer({ server: http });
server.on("connection", (socket) => {
  socket.on("message", (data, isBinary) => {
    for (const other of server.clients) if (other !== socket) other.send(data, { binary: isBinary });
  });
});
http.listen(0, "127.0.0.1", () => console.log(http.address().port));
