import type {RoleAt} from '#lib/core/identity/roles.ts';
import type {Reader} from '../store/schema.ts';

/** What an admin sees of the company's directory: its tokens, its groups and what they give. */
export async function directory(db: Reader, url: string) {
	const [tokens, groups, members, users] = await Promise.all([
		db
			.selectFrom('scim_tokens')
			.innerJoin('people', 'people.id', 'scim_tokens.by')
			.select(['scim_tokens.id', 'label', 'state', 'people.name as by', 'at', 'used_at'])
			.orderBy('at', 'desc')
			.execute(),
		db.selectFrom('scim_groups').select(['id', 'name', 'grants']).orderBy('name').execute(),
		db.selectFrom('scim_members').select('group_id').execute(),
		db.selectFrom('scim_users').select('person').where('active', '=', 1).execute(),
	]);
	return {
		url: `${url}/scim/v2`,
		tokens: tokens.map(({used_at, ...token}) => ({...token, usedAt: used_at})),
		groups: groups.map(({id, name, grants}) => ({
			id,
			name,
			members: members.filter(member => member.group_id === id).length,
			grants: JSON.parse(grants) as RoleAt[],
		})),
		users: users.length,
	};
}
