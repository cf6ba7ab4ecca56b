import {defineConfig} from '@playwright/test';
import whole from '../../playwright.config.ts';

/** By hand and nightly: many browsers want the machine for themselves. */
export default defineConfig(whole, {testDir: '.'});
