import { safeHref } from "./nodes";

/** "example.org/x" is meant as an address on the web. */
export const completeHref = (typed: string): string => {
  const text = typed.trim();
  return text === "" || safeHref(text) ? text : /^[\w-]+(\.[\w-]+)+/.test(text) ? `https://${text}` : "";
};
