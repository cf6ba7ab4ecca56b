import {mount} from '#components/mount.tsx';
import {Welcome} from '#components/Welcome.tsx';

mount(<Welcome />);
