export function ReviewRoom() { return null; }
