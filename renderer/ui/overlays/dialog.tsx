import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button, IconButton } from '../inputs/button.tsx';
import styles from './dialog.module.css';
import { ReturnFocus } from './return-focus.tsx';

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons at the foot, the main one last. */
  readonly actions?: ReactNode | undefined;
  readonly size?: 'small' | 'medium' | 'large' | undefined;
  /** Presses outside don't close: for forms with work in them. */
  readonly keepOpen?: boolean | undefined;
}

/** A modal dialog: focus goes in, stays in, and returns. Escape closes. */
export function Dialog(props: DialogProps) {
  return (
    <ModalOverlay
      className={styles.overlay ?? ''}
      isOpen={props.isOpen}
      isDismissable={props.keepOpen !== true}
      onOpenChange={(open) => {
        if (!open) props.onClose();
      }}
    >
      <Modal className={styles.modal ?? ''} data-size={props.size ?? 'medium'}>
        <AriaDialog className={styles.dialog ?? ''}>
          <ReturnFocus />
          <header className={styles.header}>
            <Heading slot="title" className={styles.title ?? ''}>
              {props.title}
            </Heading>
            <IconButton icon="close" label="Close" keys="Esc" onPress={props.onClose} />
          </header>
          <div className={styles.body}>{props.children}</div>
          {props.actions === undefined ? null : <footer className={styles.footer}>{props.actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export interface ConfirmDialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** What will happen and what is kept. */
  readonly children: ReactNode;
  /** The verb: "Remove tracker". */
  readonly confirm: string;
  /** What closes it without doing anything, where "Cancel" would be the deed itself. */
  readonly dismiss?: string | undefined;
  readonly onConfirm: () => void;
  readonly danger?: boolean | undefined;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Dialog
      title={props.title}
      isOpen={props.isOpen}
      onClose={props.onClose}
      size="small"
      actions={
        <>
          <Button kind="quiet" onPress={props.onClose}>
            {props.dismiss ?? 'Cancel'}
          </Button>
          <Button
            kind={props.danger === true ? 'danger' : 'primary'}
            autoFocus
            onPress={() => {
              props.onConfirm();
              props.onClose();
            }}
          >
            {props.confirm}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  );
}
