import type { Context } from './parameters';

/** How often the node has run before in this execution: in a loop it runs once a turn. */
export function runIndexOf(context: Pick<Context, 'evaluateExpression'>): number {
	return Number(context.evaluateExpression('{{ $runIndex }}', 0));
}
