/** What to do about a request that its cost budget has no room for; a panel without Max Tokens leaves that out. */
export const overCostBudget =
	'Raise Cost Budget, lower Max Tokens, or run the remaining items later.';
