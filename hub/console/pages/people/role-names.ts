import type {Role} from '#lib/core/identity/roles.ts';

export const roleNames: Record<Role, string> = {
	author: 'author: writes and posts',
	reviewer: 'reviewer: the second person for posts',
	admin: 'admin: rules and people',
	auditor: 'auditor: examines, changes nothing',
	'rule-reviewer': 'rule reviewer: the second person for rules',
};
