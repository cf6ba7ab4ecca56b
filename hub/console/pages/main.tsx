import {StrictMode} from 'react';
import {createRoot} from 'react-dom/client';
import '#components/app.css';
import './console.css';
import './archive/archive.css';
import './coverage/coverage.css';
import './ready/ready.css';
import './figures/figures.css';
import {Console} from './Console.tsx';

createRoot(document.getElementById('root')!).render(
	<StrictMode>
		<Console />
	</StrictMode>,
);
