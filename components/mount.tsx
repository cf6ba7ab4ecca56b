import {type ReactNode, StrictMode} from 'react';
import {createRoot} from 'react-dom/client';
import './app.css';

/** Puts a screen into its page. */
export function mount(screen: ReactNode): void {
	createRoot(document.getElementById('root')!).render(<StrictMode>{screen}</StrictMode>);
}
