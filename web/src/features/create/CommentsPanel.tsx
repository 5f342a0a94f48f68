import { useEffect, useRef, useState } from "react";
import * as api from "@/api/create";
import { refetch, useWrite } from "@/api/query";
import type { Comment } from "@/api/types";
import { useT } from "@/app/i18n";
import type { Fate, Remark } from "@/editor/remarks";
import { cx } from "@/lib/cx";
import { Avatar, Badge, Button, Empty, Field, Icon, IconButton, Time, toastTrouble, Trouble } from "@/ui";
import styles from "./editor.module.css";

type Props = {
  story: string; document: string; comments: Comment[]; trouble: unknown; fates: ReadonlyMap<string, Fate>; quote: { anchor: string; quote: string } | null; onQuote: (quote: null) => void; onShow: (remark: Remark) => void;
};

export function CommentsPanel({ story, document, comments, trouble, fates, quote, onQuote, onShow }: Props) {
  const t = useT();
  const [text, setText] = useState("");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (quote) box.current?.querySelector("textarea")?.focus();
  }, [quote]);
  const add = useWrite(() => api.addComment(story, { document, body: text.trim(), anchor: quote ? { block: quote.anchor } : null, quote: quote?.quote || null }), {
    onSuccess: () => {
      setText("");
      onQuote(null);
      refetch("comments");
    },
    onError: (problem) => toastTrouble(t("comments.failed"), problem, t),
  });
  const turn = useWrite((comment: Comment) => (comment.resolved ? api.reopenComment(comment.id) : api.resolveComment(comment.id)), {
    onSuccess: () => refetch("comments"),
    onError: (problem) => toastTrouble(t("comments.failed"), problem, t),
  });
  const sorted = comments.toSorted((a, b) => (a.resolved === b.resolved ? a.at.localeCompare(b.at) : a.resolved ? 1 : -1));
  return (
    <div className={styles["panelBody"]}>
      <div ref={box} className={styles["compose"]}>
        {quote?.quote && (
          <div className={styles["quoteRow"]}>
            <blockquote className={styles["quote"]}>{quote.quote}</blockquote>
            <IconButton icon="close" small label={t("comments.no_quote")} onPress={() => onQuote(null)} />
          </div>
        )}
        <Field label={t("comments.new")} value={text} onChange={setText} lines={3} placeholder={t("comments.hint")} />
        <Button look="primary" small isDisabled={text.trim() === ""} isPending={add.isPending} onPress={() => add.mutate()}>{t("comments.send")}</Button>
      </div>
      {trouble !== null && <Trouble error={trouble} />}
      {trouble === null && comments.length === 0 && <Empty icon="comment" title={t("comments.empty")}>{t("comments.empty_text")}</Empty>}
      <ul className={styles["comments"]}>
        {sorted.map((comment) => (
          <li key={comment.id} className={cx(styles["comment"], comment.resolved && styles["resolved"])}>
            <header>
              <Avatar name={comment.author_name} />
              <strong className="ellipsis">{comment.author_name}</strong>
              <span className="muted"><Time at={comment.at} /></span>
            </header>
            <Quote comment={comment} fate={fates.get(comment.id)} onShow={onShow} />
            <p>{comment.body}</p>
            <footer>
              {comment.resolved && <Badge tone="ok" icon="check">{t("comments.resolved")}</Badge>}
              <Button small look="plain" onPress={() => turn.mutate(comment)}>{t(comment.resolved ? "comments.reopen" : "comments.resolve")}</Button>
            </footer>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The words a comment speaks of: a way to them, or to where they stood; without a way when nothing of it is left. */
function Quote({ comment: { id, anchor, quote, resolved }, fate, onShow }: { comment: Comment; fate: Fate | undefined; onShow: (remark: Remark) => void }) {
  const t = useT();
  if (!quote) return null;
  return (
    <>
      {anchor?.block && fate !== "gone" ? (
        <button type="button" className={styles["quote"]} onClick={() => onShow({ id, anchor: anchor.block, quote, resolved })}>{quote}</button>
      ) : (
        <blockquote className={styles["quote"]}>{quote}</blockquote>
      )}
      {fate && <span className={styles["fate"]}><Icon name="info" size={14} />{t(`comments.words_${fate}`)}</span>}
    </>
  );
}
