import { useEffect, useState } from "react";
import { onSessionEnded } from "@/api/client";
import { queries } from "@/api/query";
import { peekSession } from "@/api/session";

/** Whether the session has ended while somebody was working, and what to do once they have signed in again. */
export function useSessionEnded(): [boolean, () => void] {
  const [ended, setEnded] = useState(false);
  useEffect(() => onSessionEnded(() => peekSession()?.state === "signed_in" && setEnded(true)), []);
  const signedIn = () => {
    setEnded(false);
    void queries.invalidateQueries();
    window.dispatchEvent(new Event("galley:signed-in"));
  };
  return [ended, signedIn];
}
