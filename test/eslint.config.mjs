import js from '@eslint/js';
import tseslint from 'typescript-eslint';

// The official lint covers the package; tests, simulator and harness have rules of their own here,
// because they may do what a node may not: use Node's built-ins, processes and timers.
export default tseslint.config(
	js.configs.recommended,
	{
		files: ['**/*.mts'],
		extends: [tseslint.configs.strictTypeChecked],
		languageOptions: {
			parserOptions: {
				project: ['./test/tsconfig.json', './e2e/tsconfig.json'],
			},
		},
		rules: {
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/no-non-null-assertion': 'off',
		},
	},
	{
		files: ['**/*.mjs'],
		languageOptions: { globals: { console: 'readonly', process: 'readonly' } },
	},
	{
		files: ['**/*.js', '**/*.cjs'],
		languageOptions: {
			sourceType: 'commonjs',
			globals: {
				require: 'readonly',
				module: 'writable',
				exports: 'writable',
				process: 'readonly',
				__dirname: 'readonly',
			},
		},
	},
);
