import {Desk} from '#components/Desk.tsx';
import {mount} from '#components/mount.tsx';

mount(<Desk header={null} />);
