import {defineUnlistedScript} from 'wxt/utils/define-unlisted-script';
import {createKit} from '#lib/guard/create-kit.ts';
import {offerKit} from '#lib/guard/kit.ts';

export default defineUnlistedScript(() => offerKit(createKit));
