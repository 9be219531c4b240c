/**
 * @param {unknown} value
 * @returns {value is Record<string, any>} true for a JSON object, false for null and arrays
 */
export function isObject(value) {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
