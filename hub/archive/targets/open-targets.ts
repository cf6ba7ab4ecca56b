import {readFileSync} from 'node:fs';
import * as z from 'zod';
import {httpTarget} from './http-target.ts';
import {smtpTarget} from './smtp-target.ts';
import {type Target, type TargetConfig, targetSchema} from './target.ts';

/** Reads the list that `ARCHIVE_TARGETS` names. Throws when it is not understood, or when a secret is missing. */
export function openTargets(file: string, environment: NodeJS.ProcessEnv = process.env): Target[] {
	const configs = z.array(targetSchema).parse(JSON.parse(readFileSync(file, 'utf8')));
	return configs.map(config => targetOf(config, environment));
}

function targetOf(config: TargetConfig, environment: NodeJS.ProcessEnv): Target {
	const secret = (name: string) => {
		const value = environment[name];
		if (!value) throw new Error(`archive target ${config.name}: the variable ${name} is not set`);
		return value;
	};
	if (config.kind === 'https') return httpTarget({...config, token: secret(config.tokenFrom)});
	const {passwordFrom, ...rest} = config;
	return smtpTarget({...rest, ...(passwordFrom && {password: secret(passwordFrom)})});
}
