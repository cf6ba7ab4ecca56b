import {mount} from '#components/mount.tsx';
import {Options} from '#components/Options.tsx';

mount(<Options />);
