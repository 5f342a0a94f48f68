import { useQuery } from "@tanstack/react-query";
import * as api from "@/api/create";
import { colleagues } from "@/api/people";
import { refetch, useWrite } from "@/api/query";
import { useSession } from "@/api/session";
import type { Document, Story, TextField } from "@/api/types";
import { useT } from "@/app/i18n";
import type { FieldName, SaveState } from "@/editor/saver";
import { explainField, Field, Select, Time, toastTrouble } from "@/ui";
import { DateTimeField } from "@/ui/DateTime";
import { TagField } from "@/ui/TagField";
import { useEffect, useState } from "react";
import { FieldPresence } from "./presence";
import styles from "./editor.module.css";

type Props = {
  story: Story; values: Document; editable: boolean; refusal: Extract<SaveState, { kind: "refused" }> | null;
  onChange: <F extends Exclude<FieldName, "body">>(field: F, value: Document[F]) => void;
};

const fields: { name: TextField; lines?: number }[] = [{ name: "summary", lines: 3 }, { name: "byline" }, { name: "section" }, { name: "slug" }];

export function FieldsPanel({ story, values, editable, refusal, onChange }: Props) {
  const t = useT();
  const wrong = (name: FieldName) => (refusal?.field === name ? (explainField(refusal.problem, name, t) ?? t("invalid.unknown", { code: refusal.problem.code })) : undefined);
  return (
    <div className={styles["panelBody"]}>
      {fields.map(({ name, lines }) => (
        <FieldPresence key={name} field={name}>
          <Field label={t(`field.${name}`)} value={values[name]} onChange={(value) => onChange(name, value)} isReadOnly={!editable} error={wrong(name)} {...(lines && { lines })}
            {...(values.inherits.includes(name) && { hint: t("field.inherited") })} />
        </FieldPresence>
      ))}
      <FieldPresence field="hashtags">
        <TagField label={t("field.hashtags")} value={values.hashtags} onChange={(tags) => onChange("hashtags", tags)} placeholder={t("field.hashtags_hint")} isDisabled={!editable} />
      </FieldPresence>
      <StoryFields story={story} editable={editable} />
    </div>
  );
}

/** What belongs to the piece of work and not to its text. */
function StoryFields({ story, editable }: { story: Story; editable: boolean }) {
  const t = useT();
  const { newsroom, user } = useSession();
  const people = useQuery({ ...colleagues(), retry: false });
  const [slugline, setSlugline] = useState(story.slugline);
  useEffect(() => setSlugline(story.slugline), [story.slugline]);
  const write = useWrite((body: api.StoryPatch) => api.changeStory(story, body), {
    onSuccess: () => refetch("story", "stories"),
    onError: (problem) => {
      refetch("story");
      toastTrouble(t("story.not_changed"), problem, t);
    },
  });
  const staff = people.data?.items ?? (user ? [user] : []);
  const options = [{ value: "", label: t("story.nobody") }, ...staff.map((each) => ({ value: each.id, label: each.name }))];
  if (story.assignee && !options.some((each) => each.value === story.assignee)) options.push({ value: story.assignee, label: story.assignee_name ?? story.assignee });
  return (
    <>
      <h2 className={styles["panelHead"]}>{t("story.work")}</h2>
      <Field label={t("story.slugline")} value={slugline} onChange={setSlugline} isReadOnly={!editable} onBlur={() => slugline !== story.slugline && write.mutate({ slugline })} />
      <Field label={t("story.desk")} value={story.desk_name} isReadOnly />
      <Select label={t("story.assignee")} value={story.assignee ?? ""} options={options} onChange={(assignee) => write.mutate({ assignee: assignee || null })} isDisabled={!editable} />
      <DateTimeField label={t("story.due")} value={story.due_at} zone={newsroom?.time_zone || "UTC"} onChange={(due_at) => write.mutate({ due_at })} isDisabled={!editable} />
      <p className="muted">{t("story.made_by", { name: story.created_by_name })} · <Time at={story.created_at} /></p>
    </>
  );
}
