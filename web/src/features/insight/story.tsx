export function StoryPage() { return null; }
