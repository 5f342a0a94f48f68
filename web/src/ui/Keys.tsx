import { showKeys } from "@/app/shortcuts/match";
import { isMac } from "@/app/shortcuts/use";
import styles from "./display.module.css";

export function Keys({ keys }: { keys: string }) {
  return (
    <span className={styles["kbds"]}>
      {showKeys(keys, isMac).map((each, i) => (
        <kbd key={i} className={styles["kbd"]}>{each}</kbd>
      ))}
    </span>
  );
}
