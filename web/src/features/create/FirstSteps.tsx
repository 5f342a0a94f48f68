import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { stories } from "@/api/create";
import { sources } from "@/api/gather";
import { users } from "@/api/people";
import { useSession } from "@/api/session";
import { useT } from "@/app/i18n";
import { useNewStory } from "@/app/newStory";
import { cx } from "@/lib/cx";
import { Icon, IconButton } from "@/ui";
import { firstSteps, setsUp, type Step, type StepId } from "./firstSteps";
import styles from "./firstSteps.module.css";

const doneKey = (person: string): string => `galley.first_steps.${person}`;
const places: Record<Exclude<StepId, "story">, "/admin/desks" | "/admin/people" | "/admin/sources"> = { desk: "/admin/desks", people: "/admin/people", source: "/admin/sources" };

/** What is still to be done in a new newsroom. It goes away by itself once everything is, or when it is hidden. */
export function FirstSteps() {
  const { user, rights } = useSession();
  const [hidden, setHidden] = useState(false);
  if (!user || hidden || !setsUp(rights) || localStorage.getItem(doneKey(user.id)) !== null) return null;
  const hide = () => {
    localStorage.setItem(doneKey(user.id), "1");
    setHidden(true);
  };
  return <Steps rights={rights} onHide={hide} />;
}

function Steps({ rights, onHide }: { rights: string[]; onHide: () => void }) {
  const t = useT();
  const { desks } = useSession();
  const mayGather = rights.includes("source.manage");
  const people = useQuery({ ...users(), retry: false });
  const gathered = useQuery({ ...sources(), enabled: mayGather, retry: false });
  const written = useQuery(stories({ desk: "", q: "", assignee: "" }));
  if (!people.data || !written.data || (mayGather && !gathered.data)) return null;
  const steps = firstSteps(rights, { desks: desks.length, people: people.data.items.length, sources: gathered.data?.items.length ?? 0, stories: written.data.items.length });
  const done = steps.filter((step) => step.done).length;
  if (done === steps.length) return null;
  return (
    <section className={styles["steps"]} aria-labelledby="first-steps">
      <header className={styles["head"]}>
        <h2 id="first-steps">{t("steps.title")}</h2>
        <span className="muted num">{t("steps.done_of", { done, of: steps.length })}</span>
        <IconButton small icon="close" label={t("steps.hide")} onPress={onHide} />
      </header>
      <ol className={styles["list"]}>
        {steps.map((step) => <OneStep key={step.id} step={step} />)}
      </ol>
    </section>
  );
}

function OneStep({ step: { id, done } }: { step: Step }) {
  const t = useT();
  const create = useNewStory();
  return (
    <li className={cx(styles["step"], done && styles["done"])}>
      <span className={styles["mark"]}>{done && <Icon name="check" size={13} />}</span>
      <span className={styles["text"]}>
        {id === "story" ? (
          <button type="button" className={styles["link"]} onClick={() => create.now()}>{t("steps.story")}</button>
        ) : (
          <Link to={places[id]} className={styles["link"]}>{t(`steps.${id}`)}</Link>
        )}
        {done && <span className="visually-hidden">{t("steps.done")}</span>}
        <small>{t(`steps.${id}_why`)}</small>
      </span>
    </li>
  );
}
