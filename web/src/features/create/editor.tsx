export function StoryEditor() { return null; }
