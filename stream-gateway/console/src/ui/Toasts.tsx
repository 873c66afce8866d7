import * as Toast from '@radix-ui/react-toast';
import { useCallback, useRef, useState, type ReactNode } from 'react';
import { ToastContext } from './toast';

interface Shown {
  readonly key: number;
  readonly text: string;
}

/** Short messages about what just happened; spoken by screen readers, gone after 8 s unless pointed at or focused. */
export function Toasts({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const next = useRef(0);
  const show = useCallback((text: string) => {
    const key = next.current++;
    setShown((before) => [...before, { key, text }]);
  }, []);
  const close = (key: number): void => setShown((before) => before.filter((toast) => toast.key !== key));
  return (
    <ToastContext value={show}>
      <Toast.Provider duration={8_000} label="Message">
        {children}
        {shown.map(({ key, text }) => (
          <Toast.Root key={key} className="toast" data-testid="toast" onOpenChange={(open) => open || close(key)}>
            <Toast.Description>{text}</Toast.Description>
            <Toast.Close className="quiet" aria-label="Close message">
              ×
            </Toast.Close>
          </Toast.Root>
        ))}
        <Toast.Viewport className="toasts" />
      </Toast.Provider>
    </ToastContext>
  );
}
