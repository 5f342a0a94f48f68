import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useT } from "@/app/i18n";
import { cx } from "@/lib/cx";
import { IconButton } from "./Button";
import { asModal } from "./overlay";
import styles from "./overlays.module.css";

type Props = { title: string; isOpen: boolean; onClose: () => void; children: ReactNode; foot?: ReactNode; wide?: boolean; alert?: boolean; sticky?: boolean };

/** A question or a form over the page. `sticky`: only its own buttons close it. */
export function Dialog({ title, isOpen, onClose, children, foot, wide = false, alert = false, sticky = false }: Props) {
  const t = useT();
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={(open) => !open && onClose()} isDismissable={!sticky} isKeyboardDismissDisabled={sticky} className={styles["shade"] ?? ""}>
      <Modal className={cx(styles["modal"], wide && styles["wide"])}>
        <AriaDialog render={asModal} role={alert ? "alertdialog" : "dialog"} className={styles["dialog"] ?? ""}>
          <header className={styles["dialogHead"]}>
            <Heading slot="title" level={2}>{title}</Heading>
            {!sticky && <IconButton icon="close" small label={t("ui.close")} onPress={onClose} />}
          </header>
          {children}
          {foot && <footer className={styles["dialogFoot"]}>{foot}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** A panel at the side of the page. */
export function Drawer({ title, isOpen, onClose, children }: { title: string; isOpen: boolean; onClose: () => void; children: ReactNode }) {
  const t = useT();
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={(open) => !open && onClose()} isDismissable className={cx(styles["shade"], styles["drawerShade"])}>
      <Modal className={styles["drawer"] ?? ""}>
        <AriaDialog render={asModal} className={styles["dialog"] ?? ""}>
          <header className={styles["dialogHead"]}>
            <Heading slot="title" level={2}>{title}</Heading>
            <IconButton icon="close" small label={t("ui.close")} onPress={onClose} />
          </header>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
