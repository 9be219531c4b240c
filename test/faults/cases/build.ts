import type { FaultCase, Group } from '../case';

/** A form of a fault. */
export type Form = Omit<FaultCase, 'group' | 'fault'>;

/** Forms of one fault. */
export const faultIn =
	(group: Group) =>
	(fault: string, ...forms: readonly Form[]): FaultCase[] =>
		forms.map((form) => ({ group, fault, ...form }));
