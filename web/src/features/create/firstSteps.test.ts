import { describe, expect, test } from "vitest";
import { firstSteps, setsUp } from "./firstSteps";

const all = ["desk.manage", "person.manage", "source.manage", "story.create"];
const nothing = { desks: 0, people: 1, sources: 0, stories: 0 };

describe("first steps", () => {
  test("are all open in a new newsroom, in the order in which they help", () => {
    expect(firstSteps(all, nothing)).toEqual([{ id: "desk", done: false }, { id: "people", done: false }, { id: "source", done: false }, { id: "story", done: false }]);
  });

  test("are ticked by what is there", () => {
    const ticked = (more: Partial<typeof nothing>) => firstSteps(all, { ...nothing, ...more }).filter((step) => step.done).map((step) => step.id);
    expect(ticked({ desks: 1 })).toEqual(["desk"]);
    expect(ticked({ people: 2 })).toEqual(["people"]);
    expect(ticked({ sources: 3, stories: 1 })).toEqual(["source", "story"]);
  });

  test("are those one may take; the story stands there in any case, for its button says what is missing", () => {
    expect(firstSteps(["desk.manage", "person.manage"], nothing).map((step) => step.id)).toEqual(["desk", "people", "story"]);
  });

  test("are for those who set the newsroom up", () => {
    expect(setsUp(all)).toBe(true);
    expect(setsUp(["story.create", "source.manage"])).toBe(false);
  });
});
