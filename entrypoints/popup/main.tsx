import {mount} from '#components/mount.tsx';
import {Popup} from '#components/Popup.tsx';

mount(<Popup />);
