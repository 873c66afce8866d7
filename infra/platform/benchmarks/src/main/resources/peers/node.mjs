// Streams in plain Node: node node.mjs PORT. GET /sub/N listens to account N; POST /pub/N sends its body to all who do.
import { createServer } from "node:http";

const listeners = new Map();
let number = 0;

function listen(account, response) {
  const all = listeners.get(account) ?? new Set();
  listeners.set(account, all.add(response));
  response.on("close", () => all.delete(response));
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  response.flushHeaders();
}

async function publish(account, request, response) {
  const body = [];
  for await (const piece of request) {
    body.push(piece);
  }
  const frame = Buffer.from(`id: ${number++}\nevent: handoff_created\ndata: ${Buffer.concat(body)}\n\n`);
  for (const listener of listeners.get(account) ?? []) {
    listener.write(frame);
  }
  response.end();
}

const server = createServer((request, response) => {
  const [, door, account] = request.url.split("/");
  if (door === "sub") {
    listen(account, response);
  } else {
    publish(account, request, response);
  }
});
// A stream lasts for as long as it is listened to, and the connection of the publisher for as long as it wants.
server.requestTimeout = 0;
server.headersTimeout = 0;
server.keepAliveTimeout = 0;
server.listen({ port: Number(process.argv[2]), host: "127.0.0.1", backlog: 4096 });
