const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { src, dest, series } = require('gulp');

/** Remove the last build, so that a deleted source leaves nothing behind. */
const clean = () => rm('dist', { recursive: true, force: true });

/** Compile nodes and credentials with the project's own TypeScript. */
const compile = () =>
	spawn(process.execPath, [require.resolve('typescript/bin/tsc')], { stdio: 'inherit' });

/** Copy the icons; `encoding: false` because gulp 5 would read pictures as text. */
const assets = () =>
	src('{nodes,credentials}/**/*.{svg,png}', { encoding: false }).pipe(dest('dist'));

exports.build = series(clean, compile, assets);
exports.default = exports.build;
