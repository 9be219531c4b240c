/** A time as AIGC2D writes it: China Standard Time, without saying so. 0 is no time yet. @param {number} milliseconds */
export function chinaTime(milliseconds) {
	if (milliseconds === 0) return '';
	const shifted = new Date(milliseconds + 8 * 60 * 60 * 1000).toISOString();
	return shifted.slice(0, 19).replace('T', ' ');
}
