export function Desks() { return null; }
