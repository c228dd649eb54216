import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { createContext, type ReactElement, type ReactNode, useContext, useRef, useState } from 'react';
import styles from './Menu.module.css';
import { ShortcutKeys } from './ShortcutKeys';

interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly align?: 'start' | 'end';
  /** Given, the menu is open as long as it is there, and this is told when it is to go. */
  readonly onClose?: () => void;
  readonly children: ReactNode;
}

/** Puts the focus back where the menu was opened from. */
const ReturnFocus = createContext<() => void>(() => undefined);

export function Menu({ trigger, align = 'end', onClose, children }: MenuProps) {
  const lasting = onClose && { open: true, onOpenChange: (open: boolean) => (open ? undefined : onClose()) };
  const button = useRef<HTMLButtonElement>(null);
  const [before] = useState(() => document.activeElement);
  const returnFocus = () => {
    // The button of a menu that was open from the start goes with it.
    const origin = onClose ? before : button.current;
    if (origin instanceof HTMLElement) origin.focus({ preventScroll: true });
  };
  return (
    <DropdownMenu.Root modal={false} {...lasting}>
      <DropdownMenu.Trigger asChild ref={button}>
        {trigger}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={styles.menu}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          {...(onClose && {
            onCloseAutoFocus: (event) => {
              event.preventDefault();
              // What an entry has opened may have taken it.
              if (document.activeElement === document.body) returnFocus();
            },
          })}
        >
          <ReturnFocus value={returnFocus}>{children}</ReturnFocus>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface MenuItemProps {
  readonly icon?: ReactNode;
  readonly note?: string;
  readonly keys?: string;
  readonly disabled?: boolean;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}

export function MenuItem({ icon, note, keys, disabled, onSelect, children }: MenuItemProps) {
  const returnFocus = useContext(ReturnFocus);
  // Before: a dialog that the entry opens gives the focus back to where it finds it.
  const choose = () => {
    returnFocus();
    onSelect();
  };
  return (
    <DropdownMenu.Item className={styles.item} disabled={disabled ?? false} onSelect={choose}>
      <span className={styles.icon}>{icon}</span>
      <span className={styles.text}>
        {children}
        {note !== undefined && <span className={styles.note}>{note}</span>}
      </span>
      {keys !== undefined && <ShortcutKeys keys={keys} />}
    </DropdownMenu.Item>
  );
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className={styles.separator} />;
}

interface MenuChoiceProps<Value extends string> {
  readonly title: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly title: string; readonly icon?: ReactNode }[];
  readonly onChoose: (value: Value) => void;
}

/** One of several, inside a menu. */
export function MenuChoice<Value extends string>({
  title,
  value,
  choices,
  onChoose,
}: MenuChoiceProps<Value>) {
  const choose = (chosen: string) => {
    const choice = choices.find((candidate) => candidate.value === chosen);
    if (choice) onChoose(choice.value);
  };
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={choose} aria-label={title}>
      {choices.map((choice) => (
        <DropdownMenu.RadioItem key={choice.value} value={choice.value} className={styles.item}>
          <span className={styles.icon}>{choice.icon}</span>
          <span className={styles.text}>{choice.title}</span>
          <DropdownMenu.ItemIndicator>
            <Check size={14} />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}
