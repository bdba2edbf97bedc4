"""Addresses of comments, beneath the partnership."""

from __future__ import annotations

from django.urls import include, path

from . import views

_comments = [
    path("", views.comments, name="comments"),
    path("list.<slug:form>", views.take_sheet, name="comments-sheet"),
    path("about/<path:subject>/", views.about, name="comments-about"),
    path("<int:number>/", views.comment, name="comment"),
    path("<int:number>/words/<int:pk>/change/", views.reword, name="reword-remark"),
    path("<int:number>/words/<int:pk>/withdraw/", views.withdraw, name="withdraw-remark"),
]

urlpatterns = [
    path("partnerships/<slug:reference>/comments/", include(_comments)),
]
