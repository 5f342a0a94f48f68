import assert from "node:assert/strict";
import type { Page, Story, StoryCard } from "../../web/src/api/types.ts";
import { Live } from "../harness/live.ts";
import { row } from "../harness/scenario.ts";
import { newStory } from "../harness/thread.ts";

export default row("P3", "desks and stages, monitoring lanes, saved searches with alerts: an item moves lane for all browsers in < 1 s", (r) => {
  r.shows("a story moves from stage to stage; a move that is not allowed is refused", async (t) => {
    const reporter = await t.person("rita", "reporter");
    const editor = await t.person("edda", "editor");
    const story = await newStory(t, reporter, "Moving");
    const moved = await editor.post<Story>(`/stories/${story.id}/move`, { stage: "idea" });
    assert.equal(moved.stage, "idea");
    (await editor.send("POST", `/stories/${story.id}/move`, { stage: "nowhere" })).refused(422);
  });

  r.shows("every browser of the desk is told within a second, and finds the story in its new lane", async (t) => {
    const reporter = await t.person("rita", "reporter");
    const editor = await t.person("edda", "editor");
    const others = [reporter, await t.person("hedi", "desk_head"), await t.person("dora", "duty_editor")];
    const story = await newStory(t, reporter, "Seen by all");
    const sockets = await Promise.all(others.map((other) => Live.open(other, ["stories"])));
    try {
      const heard = sockets.map((socket) => socket.next((message) => message.id === story.id, 1_000));
      await editor.post(`/stories/${story.id}/move`, { stage: "idea" });
      await Promise.all(heard);
      for (const other of others) {
        const lane = (await other.get<Page<StoryCard>>("/stories?stage=idea")).items;
        assert.ok(lane.some((card) => card.id === story.id));
      }
    } finally {
      for (const socket of sockets) socket.close();
    }
  });

  r.shows("who does not belong to the desk is told nothing and sees nothing", async (t) => {
    const reporter = await t.person("rita", "reporter");
    const editor = await t.person("edda", "editor");
    const stranger = await t.person("otto", "reporter", "life");
    const story = await newStory(t, reporter, "Not for life");
    const socket = await Live.open(stranger, ["stories"]);
    try {
      await editor.post(`/stories/${story.id}/move`, { stage: "idea" });
      // his own desk's story follows; whatever was to come about the other one has come by then
      const own = await stranger.post<Story>("/stories", { desk: (await t.desk("life")).id, headline: "Own" });
      await socket.next((message) => message.id === own.id, 2_000);
      assert.ok(!socket.messages.some((message) => message.id === story.id));
      (await stranger.send("GET", `/stories/${story.id}`)).expect(403, 404);
      assert.ok(!(await stranger.get<Page<StoryCard>>("/stories")).items.some((card) => card.id === story.id));
    } finally {
      socket.close();
    }
  });

  r.pending("monitoring lanes are composed per desk and person", "lanes are the stages so far");
  r.pending("a saved search alerts when something new matches", "saved searches are not part of this step");
});
