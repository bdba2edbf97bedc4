"""Addresses that anybody may open."""

from __future__ import annotations

from django.urls import path

from .views import health, pages, trying

urlpatterns = [
    path("", pages.front, name="front"),
    path("thinking/", pages.thinking, name="thinking"),
    path("already/", pages.already, name="already"),
    path("try/", trying.try_it, name="try"),
    path("try/file/", trying.appraise_file, name="try-file"),
    path("try/quick/", trying.quick_look, name="try-quick"),
    path("try/groups/", trying.costs_of_groups, name="try-groups"),
    path("try/groups/figures/", trying.figures_of_groups, name="try-groups-figures"),
    path("try/take-away/", trying.take_away, name="try-take-away"),
    path("try/groups/take-away/", trying.take_game_away, name="try-groups-take-away"),
    path("try/starter.<slug:form>", trying.starter, name="try-starter"),
    path("help/", pages.contact, name="help"),
    path("about-the-figures/", pages.about_the_figures, name="about-the-figures"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("cookies/", pages.cookies, name="cookies"),
    path("version/", pages.version, name="version"),
    path("healthz", health.healthz, name="healthz"),
    path("robots.txt", pages.robots, name="robots"),
    path("sitemap.xml", pages.sitemap, name="sitemap"),
    path(".well-known/security.txt", pages.security, name="security"),
]
