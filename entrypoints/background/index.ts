import {defineBackground} from 'wxt/utils/define-background';
import {startBackground} from '#lib/adapters/background.ts';

export default defineBackground({
	type: 'module',
	main: () => void startBackground(),
});
