/** What a new newsroom needs before its first story is out, for those who may provide it. */
export type StepId = "desk" | "people" | "source" | "story";
export type Step = { id: StepId; done: boolean };
export type Counted = { desks: number; people: number; sources: number; stories: number };

const rightOf: Record<StepId, string> = { desk: "desk.manage", people: "person.manage", source: "source.manage", story: "story.create" };
const countOf: Record<StepId, (counted: Counted) => boolean> = {
  desk: ({ desks }) => desks > 0,
  // The one who is asking is a person already.
  people: ({ people }) => people > 1,
  source: ({ sources }) => sources > 0,
  story: ({ stories }) => stories > 0,
};

/** Only who may add desks and people sets a newsroom up; the others find one that is ready, or ask. */
export const setsUp = (rights: string[]): boolean => rights.includes("desk.manage") && rights.includes("person.manage");

export function firstSteps(rights: string[], counted: Counted): Step[] {
  return (Object.keys(rightOf) as StepId[]).filter((id) => id === "story" || rights.includes(rightOf[id])).map((id) => ({ id, done: countOf[id](counted) }));
}
