import * as api from "@/api/publish";
import { useWrite } from "@/api/query";
import { useT } from "@/app/i18n";
import { Button, Dialog, toast, toastTrouble } from "@/ui";

export function RetractDialog({ publication, account, onClose, onDone }: { publication: string; account: string; onClose: () => void; onDone: () => void }) {
  const t = useT();
  const write = useWrite(() => api.retract(publication), {
    onSuccess: () => {
      toast(t("publish.retracted_done", { account }));
      onDone();
    },
    onError: (problem) => toastTrouble(t("publish.not_retracted"), problem, t),
  });
  return (
    <Dialog alert title={t("publish.retract_title", { account })} isOpen onClose={onClose} foot={<><Button onPress={onClose}>{t("ui.cancel")}</Button><Button look="danger" icon="retract" isPending={write.isPending} onPress={() => write.mutate()}>{t("publish.retract")}</Button></>}>
      <p>{t("publish.retract_text")}</p>
    </Dialog>
  );
}
