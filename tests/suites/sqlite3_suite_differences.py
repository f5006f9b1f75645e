"""Tests of CPython's sqlite3 suite whose outcome under the guard differs, each with its reason. The aim is none."""

from __future__ import annotations

DIFFERENT: dict[str, str] = {}
"""Test id → why an application would not notice."""

UNSEEN: dict[str, str] = {}
"""Statement that runs without a decision under the policy `observe` → why."""
