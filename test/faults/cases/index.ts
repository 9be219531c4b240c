import { groups, type FaultCase, type Numbered } from '../case';
import { bodies } from './bodies';
import { chatModels } from './chatModels';
import { credentials } from './credentials';
import { elsewhere } from './elsewhere';
import { headers } from './headers';
import { letters } from './letters';
import { limits } from './limits';
import { looks } from './looks';
import { hostNames } from './names';
import { networks } from './networks';
import { oddAnswers } from './oddAnswers';
import { outputsOfItems } from './outputsOfItems';
import { parameters } from './parameters';
import { processes } from './processes';
import { proxies } from './proxies';
import { redirects } from './redirects';
import { refusals } from './refusals';
import { sharing } from './sharing';
import { shortages } from './shortages';
import { sizes } from './sizes';
import { stops } from './stops';
import { streamCalls } from './streamCalls';
import { streamCuts } from './streamCuts';
import { streamFaults } from './streamFaults';
import { streamForms } from './streamForms';
import { streamSilences } from './streamSilences';
import { streamSizes } from './streamSizes';
import { tasks } from './tasks';
import { tcp } from './tcp';
import { tls } from './tls';
import { trouble } from './trouble';

/** Every case, numbered by its place in its group. */
export const faultCases: readonly Numbered[] = numbered(
	[
		limits,
		trouble,
		refusals,
		oddAnswers,
		redirects,
		headers,
		tasks,
		chatModels,
		bodies,
		letters,
		parameters,
		credentials,
		sizes,
		tcp,
		tls,
		hostNames,
		proxies,
		shortages,
		networks,
		streamForms,
		streamFaults,
		streamCalls,
		streamCuts,
		streamSizes,
		streamSilences,
		stops,
		outputsOfItems,
		sharing,
		looks,
		processes,
		elsewhere,
	].flat(),
);

function numbered(cases: readonly FaultCase[]): Numbered[] {
	return Object.entries(groups).flatMap(([letter, group]) =>
		cases
			.filter((one) => one.group === group)
			.map((one, position) => ({
				...one,
				nr: `${letter}.${position + 1}`,
				title: one.form === undefined ? one.fault : `${one.fault}: ${one.form}`,
			})),
	);
}

/** The short form: of each fault the first case that neither waits nor works for long. */
export function oneOfEach(cases: readonly Numbered[]): Numbered[] {
	const isShort = ({ pace, outcome }: Numbered) => pace === undefined && outcome.is !== 'not tried';
	const firsts = new Map<string, Numbered>();
	for (const one of cases.filter(isShort)) {
		if (!firsts.has(one.fault)) firsts.set(one.fault, one);
	}
	return [...firsts.values()];
}
