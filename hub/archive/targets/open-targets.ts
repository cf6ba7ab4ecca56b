import {readFileSync} from 'node:fs';
import * as z from 'zod';
import {type HttpTarget, httpTarget} from './http-target.ts';
import {type S3Target, s3Target} from './s3-target.ts';
import {smtpTarget} from './smtp-target.ts';
import {type Target, type TargetConfig, targetSchema} from './target.ts';

/** Reads the list that `ARCHIVE_TARGETS` names. Throws when it is not understood, or when a secret is missing. */
export function openTargets(file: string, environment: NodeJS.ProcessEnv = process.env): Target[] {
	return readTargets(file).map(config => targetOf(config, environment));
}

/** Throws when it is not understood. */
export function readTargets(file: string): TargetConfig[] {
	return z.array(targetSchema).parse(JSON.parse(readFileSync(file, 'utf8')));
}

function targetOf(config: TargetConfig, environment: NodeJS.ProcessEnv): Target {
	switch (config.kind) {
		case 'https':
			return httpTarget(httpOf(config, environment));
		case 's3':
			return s3Target(bucketOf(config, environment));
		case 'smtp': {
			const {passwordFrom, ...rest} = config;
			return smtpTarget({
				...rest,
				...(passwordFrom && {password: secretOf(config, passwordFrom, environment)}),
			});
		}
	}
}

type ConfigOf<K extends TargetConfig['kind']> = Extract<TargetConfig, {kind: K}>;

export function httpOf(config: ConfigOf<'https'>, environment: NodeJS.ProcessEnv): HttpTarget {
	return {...config, token: secretOf(config, config.tokenFrom, environment)};
}

export function bucketOf(config: ConfigOf<'s3'>, environment: NodeJS.ProcessEnv): S3Target {
	const {accessKeyFrom, secretKeyFrom, lock, ...rest} = config;
	return {
		...rest,
		accessKey: secretOf(config, accessKeyFrom, environment),
		secretKey: secretOf(config, secretKeyFrom, environment),
		...(lock && {lock}),
	};
}

function secretOf({name}: TargetConfig, variable: string, environment: NodeJS.ProcessEnv): string {
	const value = environment[variable];
	if (!value) throw new Error(`archive target ${name}: the variable ${variable} is not set`);
	return value;
}
