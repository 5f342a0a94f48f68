import { useEffect, useState } from "react";

/** True only after the condition has held for a while, so that a short gap does not flicker. */
export function useDelayed(condition: boolean, ms: number): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (!condition) {
      setHeld(false);
      return;
    }
    const id = setTimeout(() => setHeld(true), ms);
    return () => clearTimeout(id);
  }, [condition, ms]);
  return held;
}
