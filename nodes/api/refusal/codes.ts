import { type JsonObject, textOf } from '../json';
import { codeMembers, typeMembers, waitMembers } from './members';
import { longestQuote, longestWords } from './page';
import { saysNothing } from './saysNothing';

/** Codes and classes in the order in which they were met, the innermost object of the failure first. */
export interface FoundCodes {
	codes: string[];
	types: string[];
	/** Codes with the provider whose they are, as `minimax:1004`. */
	providers: string[];
	details: string[];
}

/** Adds the codes, classes and details that stand in an object of a failure, by names in small letters. */
export function collectCodes(
	object: JsonObject,
	{ codes, types, providers, details }: FoundCodes,
): void {
	if (typeof object.details === 'object' && object.details !== null)
		details.push(JSON.stringify(beginning(object.details)).slice(0, longestWords));
	for (const name of codeMembers) {
		const given = textOf(object[name])?.trim();
		if (given === undefined || saysNothing(object[name])) continue;
		const code = (name === '__type' ? bareName(given) : given).slice(0, longestQuote);
		codes.push(code);
		providers.push(`${providerOf(object, name, code)}:${code}`);
	}
	for (const name of waitMembers) {
		const wait = textOf(object[name]);
		if (wait !== null) details.push(`${name}=${wait.slice(0, longestQuote)}`);
	}
	for (const name of typeMembers) {
		const type = textOf(object[name]);
		const isStatus = name === 'status' && type !== null && /^[45]\d\d$/.test(type);
		if (isStatus) codes.push(type);
		else if (typeof object[name] === 'string' && type !== null && type !== 'error')
			types.push(type.trim().slice(0, longestQuote));
	}
}

/** Of a list its first entries: written out, one of megabytes would be a text of megabytes. */
function beginning(details: object): object {
	return Array.isArray(details) ? details.slice(0, 20) : details;
}

/** Whose number a code is, by its place; empty when the place does not tell. */
function providerOf(object: JsonObject, name: string, code: string): string {
	if (object.status_msg !== undefined && name === 'status_code') return 'minimax';
	if (object.error_msg !== undefined && name === 'error_code') return 'baidu';
	if (object.sid !== undefined && name === 'code') return 'spark';
	return name === 'code' && /^1[0-3]\d\d$/.test(code) ? 'zhipu' : '';
}

/** `com.amazon.coral#ThrottlingException`, `ThrottlingException:http://…`: the name alone. */
export function bareName(name: string): string {
	return name.replace(/^[^#]*#/, '').replace(/:.*$/, '');
}
