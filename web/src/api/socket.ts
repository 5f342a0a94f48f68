import { useEffect, useRef, useSyncExternalStore } from "react";
import { socketAddress } from "./client";
import { Live, type LiveMessage, type LiveState } from "./live";
import { queries } from "./query";

export const live = new Live({
  open: () => new WebSocket(socketAddress("/live")) as never,
  reconnected: () => void queries.invalidateQueries(),
});

/** A binary socket for one document's text. */
export function documentSocket(document: string, generation: number): WebSocket {
  const socket = new WebSocket(socketAddress(`/documents/${document}/collab?generation=${generation}`));
  socket.binaryType = "arraybuffer";
  return socket;
}

/** Calls `heard` for each message of the topics while the component is there. */
export function useLive(topics: string[], heard: (message: LiveMessage) => void): void {
  const names = topics.join("\n");
  const heardNow = useRef(heard);
  useEffect(() => {
    heardNow.current = heard;
  });
  useEffect(() => {
    const ends = names.split("\n").filter(Boolean).map((topic) => live.subscribe(topic, (message) => heardNow.current(message)));
    return () => ends.forEach((end) => end());
  }, [names]);
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(live.watch, () => live.state);
}
